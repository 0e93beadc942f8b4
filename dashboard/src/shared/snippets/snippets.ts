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
    {
      name: 'Responses',
      code: `from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="${apiKey}")
# The Responses API is OpenAI's own: name one of its models.
print(client.responses.create(model="${openAiModel(model)}", input="Hello!").output_text)`,
    },
    {
      name: 'LangChain',
      code: `from langchain_openai import ChatOpenAI

chat = ChatOpenAI(base_url="${baseUrl}", api_key="${apiKey}", model="${model}")
print(chat.invoke("Hello!").content)`,
    },
    {
      name: 'Vercel AI SDK',
      code: `import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText } from 'ai';

const gopherGate = createOpenAICompatible({ name: 'gophergate', baseURL: '${baseUrl}', apiKey: '${apiKey}' });
const { text } = await generateText({ model: gopherGate('${model}'), prompt: 'Hello!' });
console.log(text);`,
    },
    {
      name: 'Open WebUI',
      code: `# Environment of Open WebUI, or Settings > Connections > OpenAI API
OPENAI_API_BASE_URL=${baseUrl}
OPENAI_API_KEY=${apiKey}`,
    },
    {
      name: 'aider',
      code: `export OPENAI_API_BASE=${baseUrl}
export OPENAI_API_KEY=${apiKey}
# Everything of an OpenAI-compatible server is "openai/…" to aider.
aider --model openai/${model}`,
    },
    {
      name: 'Cursor',
      code: `Settings > Models > API keys
  OpenAI API key:            ${apiKey}
  Override OpenAI base URL:  ${baseUrl}
  Add a model of the name:   ${model}
Cursor's servers ask, so the address has to be reachable from the internet.`,
    },
    { name: 'Environment', code: `OPENAI_BASE_URL=${baseUrl}\nOPENAI_API_KEY=${apiKey}` },
  ];
}

/** What the Responses API can answer with. */
function openAiModel(model: string): string {
  return model.startsWith('gpt-') ? model : 'gpt-5.4-nano';
}
