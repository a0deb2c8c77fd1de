// SPDX-License-Identifier: GPL-3.0-or-later
// recognizers-text.js FOLDER FILE: prints the CPU seconds (median of three) that Recognizers-Text, installed in FOLDER,
// takes for the numbers, units and dates in FILE, read as Chinese, line by line like our blocks.
'use strict';
const fs = require('fs');
const suite = require(process.argv[2] + '/node_modules/@microsoft/recognizers-text-suite');

const recognizers = [
  suite.recognizeNumber, suite.recognizeOrdinal, suite.recognizePercentage, suite.recognizeAge,
  suite.recognizeCurrency, suite.recognizeDimension, suite.recognizeTemperature, suite.recognizeDateTime,
];

function seconds(lines) {
  const start = process.cpuUsage();
  for (const line of lines)
    for (const recognize of recognizers)
      recognize(line, suite.Culture.Chinese);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const lines = fs.readFileSync(process.argv[3], 'utf8').split('\n').filter((line) => line !== '');
seconds(lines.slice(0, 20));
console.log([seconds(lines), seconds(lines), seconds(lines)].sort((a, b) => a - b)[1]);
