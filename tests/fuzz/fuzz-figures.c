/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figure-render.h"
#include "galley-figures.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes,
                            size_t size);

/* Any bytes at all: refused, or read as figures that lie in order within the text and can be printed. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes,
                        size_t size)
{
  const char *text = (const char *) bytes;
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, (gssize) size, NULL);
  const GalleyFigure *data;
  guint n_figures, last = 0;

  if (figures == NULL)
    return 0;
  data = galley_figures_get_data (figures, &n_figures);
  for (guint i = 0; i < n_figures; i++)
    {
      g_autofree char *value = galley_figure_value_to_string (&data[i]);
      g_autofree char *unit = galley_figure_unit_to_string (&data[i], text);
      g_autofree char *again = galley_figure_render_like (&data[i], text, &data[i].value, NULL);

      if (data[i].bytes.offset < last || data[i].bytes.length == 0 || data[i].bytes.offset + data[i].bytes.length > size
          || data[i].subject.offset + data[i].subject.length > size)
        abort ();
      last = data[i].bytes.offset + data[i].bytes.length;
    }
  return 0;
}
