/** `node scripts/shrink-pictures.js <folder>`: makes its PNGs smaller where pngquant is installed, and says so where it is not. */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const [folder = '.'] = process.argv.slice(2);
const files = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.png'))
  .map((name) => path.join(folder, name));
// 98: it could not do it well, 99: it would not be smaller; the file stays as it was.
const { error, status } = spawnSync('pngquant', ['--force', '--skip-if-larger', '--ext', '.png', '--', ...files]);
const kilobytes = Math.round(files.reduce((sum, file) => sum + fs.statSync(file).size, 0) / 1000);
console.log(
  `${files.length} pictures, ${kilobytes} KB${error ? '; with pngquant installed they would be smaller' : ''}`,
);
if (status !== null && ![0, 98, 99].includes(status)) process.exitCode = 1;
