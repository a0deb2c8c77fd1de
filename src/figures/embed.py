# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: embed.py NAME IN OUT: writes the text file IN as the C string NAME, with its comments and empty lines left out."""
import sys

name, source, target = sys.argv[1:]
with open(source, encoding='utf-8') as f:
    lines = [line for line in f.read().split('\n') if line and not line.startswith('#')]
with open(target, 'w', encoding='utf-8') as f:
    f.write(f'extern const char {name}[];\nconst char {name}[] =\n')
    for line in lines:
        escaped = line.replace('\\', '\\\\').replace('"', '\\"').replace('\t', '\\t')
        f.write(f'  "{escaped}\\n"\n')
    f.write(';\n')
