// Written for any Node: it is what runs when the machine's own Node is too old for the rest.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 24 || (version[0] === 24 && version[1] < 9)) {
  console.error(
    'GopherGate needs Node 24.9 or later, found ' +
      process.version +
      '. Run it through npm (npm start, npm run …), which uses the Node that npm ci installs.'
  );
  process.exit(1);
}
