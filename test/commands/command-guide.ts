import type { CommandNote, OptionNote } from './command-tree';

const PREFACE = `# Commands

Written by \`npm run docs:commands\` from the commands themselves; a test holds this file to them.

\`./gophergate <verb>\` after a build, or \`npm run cli -- <verb>\`. Without a verb it serves. Every verb has \`--help\`.

- **It works on the database**, with or without a running gateway, which notices a change within a second. What lives in
  the memory of a running gateway is not within reach: its circuit breakers are opened and closed in the dashboard;
  \`providers set <id> --enabled no\` stops all requests to a provider from here.
- **Output**: results on standard output, everything else on standard error. Tables are aligned on a terminal and have one
  tab between columns elsewhere; \`--json\` prints one JSON document. No colours are used, with \`NO_COLOR\` or without.
- **Secrets** come on standard input and never as an argument, and are shown once where they are made.
- **What destroys** asks first; \`--yes\` answers for scripts.
- **Exit codes**: 0 ok, 1 failed, 2 usage, 3 configuration, 4 database or provider unreachable, 5 not permitted.
- Objects that a file declares are changed by changing the file: other verbs refuse with 1 and name it.
`;

/** The page on all verbs, as Markdown. */
export function renderCommandGuide(notes: readonly CommandNote[]): string {
  return [PREFACE, ...notes.map(sectionOf)].join('\n');
}

function sectionOf(note: CommandNote): string {
  const { path, description, aliases, example, isParent } = note;
  if (isParent) return `## ${path}\n\n${description}.\n`;
  const level = path.includes(' ') ? '###' : '##';
  const call = `${path} ${note.arguments}`.trim();
  const also = aliases.length === 0 ? '' : ` Also called ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`;
  const options = note.options.map(optionLine);
  const list = options.length === 0 ? '' : `\n${options.join('\n')}\n`;
  return `${level} \`${call}\`\n\n${description}.${also}\n\n\`\`\`sh\n./gophergate ${example}\n\`\`\`\n${list}`;
}

function optionLine({ flags, description = '', required = false }: OptionNote): string {
  return `- \`${flags}\`${required ? ' (required)' : ''}: ${description}`;
}
