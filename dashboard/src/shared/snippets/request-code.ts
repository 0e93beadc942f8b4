import type { Snippet } from './snippets';

/** Fields of the dashboard's own, which /v1 does not know. */
const OURS = ['clientId'];

/** A chat request as code, with a place for the key. @param baseUrl with `/v1` */
export function codeOf(request: object, baseUrl: string): readonly Snippet[] {
  const body = Object.fromEntries(Object.entries(request).filter(([name]) => !OURS.includes(name)));
  return [
    { name: 'curl', code: curlOf(body, `${baseUrl}/chat/completions`) },
    {
      name: 'Python',
      code: `from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="YOUR_KEY")
answer = client.chat.completions.create(**${python(body)})`,
    },
    {
      name: 'TypeScript',
      code: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${baseUrl}', apiKey: 'YOUR_KEY' });
const answer = await client.chat.completions.create(${JSON.stringify(body, null, 2)});`,
    },
  ];
}

/** For a POSIX shell: single quotes take everything but themselves. */
export function curlOf(body: object, address: string): string {
  return `curl ${address} \\
  -H "Authorization: Bearer $GOPHERGATE_KEY" -H "Content-Type: application/json" \\
  -d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`;
}

/** JSON's texts and numbers are Python's, too; three words differ. */
function python(value: unknown, indent = ''): string {
  const inner = `${indent}    `;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map((item) => python(item, indent)).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)}: ${python(item, inner)},\n`,
  );
  return `{\n${entries.join('')}${indent}}`;
}
