import { Database } from 'sqlite3';

/** Holds the write lock of the SQLite file it is given until it is killed, as a backup tool that hangs would. */
const held = new Database(process.argv[2] ?? '', () => {
  held.exec('PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE', (error) => {
    if (error) throw error;
    process.send?.('held');
  });
});
// Nothing else keeps the process alive.
process.on('message', () => undefined);
