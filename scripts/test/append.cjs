// A line of results, appended to the file named by NLP_LAB_RESULTS, if any.
const fs = require('node:fs');

exports.append = (line) => {
  const file = process.env.NLP_LAB_RESULTS;
  if (file) fs.appendFileSync(file, JSON.stringify(line) + '\n');
};
