export interface SnippetFacts {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** A model or a group. */
  readonly model: string;
}

export interface Snippet {
  readonly name: string;
  readonly code: string;
}

/** The first request of a client, in the words of what it is written with. */
export function snippetsFor({ baseUrl, apiKey, model }: SnippetFacts): readonly Snippet[] {
  return [
    {
      name: 'curl',
      code: `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer ${apiKey}" -H "Content-Type: application/json" \\
  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello!"}]}'`,
    },
    {
      name: 'Python',
      code: `from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="${apiKey}")
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.choices[0].message.content)`,
    },
    {
      name: 'TypeScript',
      code: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${baseUrl}', apiKey: '${apiKey}' });
const answer = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(answer.choices[0]?.message.content);`,
    },
    { name: 'Environment', code: `OPENAI_BASE_URL=${baseUrl}\nOPENAI_API_KEY=${apiKey}` },
  ];
}
