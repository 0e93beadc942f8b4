import { isTimeZone, rangeOf } from '@app/common';
import { z } from 'zod';
import { encryptionKey, encryptionKeys } from './encryption-key';

const integer = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const milliseconds = (fallback: number) => integer(1, 3_600_000, fallback);
const limit = z.coerce.number().int().min(1).max(86_400_000).optional();
const bool = z.enum(['true', 'false']).transform((text) => text === 'true');
const commaList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
const addressRanges = commaList.transform((texts, context) =>
  texts.flatMap((text) => {
    const range = rangeOf(text);
    if (!range) context.addIssue(`holds "${text}", which is no address and no range such as 10.0.0.0/8`);
    return range ? [range] : [];
  }),
);
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine(
    (text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).search === '',
    'must hold no user name and no query',
  );

/** One variable a line; the description becomes the comment in `.env.example`, where variables stand in this order. */
export const generalVariables = {
  LLM_PROXY__SERVER__HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  LLM_PROXY__SERVER__PORT: integer(0, 65_535, 8080).describe('Port to listen on; wins over PORT.'),
  LLM_PROXY__SERVER__DRAIN_MS: milliseconds(30_000).describe('How long open requests may go on after SIGTERM.'),
  LLM_PROXY__SERVER__TRUSTED_PROXIES: addressRanges.describe(
    'Reverse proxies in front (addresses or ranges such as 10.0.0.0/8, comma list) whose X-Forwarded-For, -Proto and -Host are believed; empty: none.',
  ),
  LLM_PROXY__SERVER__PUBLIC_URL: httpUrl
    .optional()
    .describe(
      'Address by which clients reach the gateway, as the dashboard is to show it; empty: that of its visitor.',
    ),
  LLM_PROXY__DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of the database and, outside production, of the made encryption key.'),
  LLM_PROXY__ENCRYPTION_KEY: encryptionKey
    .optional()
    .describe(
      'Seals stored provider keys: 32 bytes as 64 hex or 44 base64 characters (openssl rand -hex 32). Required in production; keep it.',
    ),
  LLM_PROXY__ENCRYPTION_KEYS_OLD: encryptionKeys.describe(
    'Former encryption keys (comma list), which only open what they sealed: needed until "key rotate" has run.',
  ),
  LLM_PROXY__ENCRYPTION_KEY_NEW: encryptionKey
    .optional()
    .describe('Read by "key rotate" alone, while no gateway runs: the key that takes the place of the present one.'),
  LLM_PROXY__ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe(
      'Password of the login "admin" that the first start makes (12 characters or more); empty: admin123, which has to be changed at the first login. Later starts ignore it.',
    ),
  LLM_PROXY__LOG__LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug or silent.'),
  LLM_PROXY__LIMITS__MAX_BODY_BYTES: integer(1024, 1_073_741_824, 52_428_800).describe('Largest request body.'),
  LLM_PROXY__LIMITS__MAX_BODY_BYTES_IN_FLIGHT: integer(1024, 17_179_869_184, 268_435_456).describe(
    'Largest sum of request bodies held at once.',
  ),
  LLM_PROXY__LIMITS__RESERVE_OUTPUT_TOKENS: integer(1, 1_000_000, 4_096).describe(
    "Tokens held back from a client's budget and rate for the answer to a request that states no limit of its own.",
  ),
  LLM_PROXY__JOURNAL__DURABILITY: z
    .enum(['process', 'power', 'memory'])
    .default('process')
    .describe(
      'What the record of an answered request survives: process (a crash or kill of the gateway), power (a power cut too; each answer waits for the disk), memory (nothing; for benchmarks).',
    ),
  LLM_PROXY__JOURNAL__DIR: z
    .string()
    .optional()
    .describe('Folder of the journal, on a local disk; default: journal in the data folder.'),
  LLM_PROXY__JOURNAL__RESERVE_BYTES: integer(0, 17_179_869_184, 67_108_864).describe(
    'Space set aside in the journal for a full disk, about 700 bytes a request; 0: none.',
  ),
  LLM_PROXY__JOURNAL__ON_FULL: z
    .enum(['refuse', 'serve'])
    .default('refuse')
    .describe(
      'When neither disk nor reserve take records: refuse requests with 503, or serve those of clients without a budget and count what could not be booked.',
    ),
  LLM_PROXY__CAPTURE__BODIES: bool
    .default(false)
    .describe('true: keep what clients send and get, sealed, 256 KB a side.'),
  LLM_PROXY__CAPTURE__RETENTION_DAYS: integer(1, 90, 7).describe('How long captured bodies are kept.'),
  LLM_PROXY__REPORTING__ZONE: z
    .string()
    .refine(isTimeZone, 'must be the IANA name of a time zone, such as Europe/London')
    .default('UTC')
    .describe('Time zone whose days reports mean, by its IANA name such as Europe/London.'),
  LLM_PROXY__VIEWERS__READ_BODIES: bool
    .default(false)
    .describe('true: viewers may read captured bodies too; else administrators alone.'),
  LLM_PROXY__PLAYGROUND__ACCESS: z
    .enum(['off', 'admin', 'viewer'])
    .default('admin')
    .describe('Who may send requests from the dashboard, which cost money: off, admin or viewer (administrators too).'),
  LLM_PROXY__UPSTREAM__CONNECT_MS: milliseconds(3_000).describe('Time limit for connecting to a provider.'),
  LLM_PROXY__UPSTREAM__FIRST_BYTE_MS: milliseconds(120_000).describe('Time limit for the first byte of an answer.'),
  LLM_PROXY__UPSTREAM__IDLE_MS: milliseconds(60_000).describe('Longest silence inside an answer.'),
  LLM_PROXY__UPSTREAM__TOTAL_MS: milliseconds(600_000).describe(
    'Time limit for a whole answer, streams too, and for turning to another target.',
  ),
  LLM_PROXY__REMOTE_IMAGES__ALLOWED_HOSTS: commaList.describe(
    'Servers (host or host:port, comma list) from which images may be fetched although their address is not public.',
  ),
  LLM_PROXY__BREAKER__ERROR_PERCENT: integer(1, 100, 50).describe('Share of failures that pauses a provider.'),
  LLM_PROXY__BREAKER__VOLUME: integer(1, 10_000, 10).describe(
    'Requests in ten seconds below which no provider is paused.',
  ),
  LLM_PROXY__BREAKER__RESET_MS: milliseconds(15_000).describe(
    'How long a paused provider rests before one request tries it again.',
  ),
  LLM_PROXY__BREAKER__MAX_IN_FLIGHT: integer(1, 100_000, 256).describe(
    'Requests under way at once to one model of one provider.',
  ),
  LLM_PROXY__RETENTION__REQUEST_DAYS: integer(0, 36_500, 400).describe(
    'Days that the row of each request is kept; 0 keeps them for ever.',
  ),
  LLM_PROXY__RETENTION__ROLLUP_DAYS: integer(0, 36_500, 400).describe(
    'Days that usage is kept by the quarter and the hour; 0 keeps it for ever. Whole days always stay.',
  ),
  LLM_PROXY__ROUTING__ENDED_MODELS: z
    .enum(['replace', 'refuse'])
    .default('replace')
    .describe('Models the vendor has ended: replace by their successor, or refuse with 404.'),
  LLM_PROXY__CATALOG__LIFECYCLE: z
    .enum(['enforce', 'ignore'])
    .default('enforce')
    .describe('ignore: treat every catalogued model as live (for replays).'),
  LLM_PROXY__PRICING__UNPRICED: z
    .enum(['allow', 'block', 'assume_dearest'])
    .default('allow')
    .describe(
      'Models without a price: allow (their cost is unknown and so marked), block, or assume_dearest (priced as the dearest model of their provider).',
    ),
} satisfies Record<string, z.ZodType>;

/** Never shown to anybody; nor are the keys of providers. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set<keyof typeof generalVariables>([
  'LLM_PROXY__ENCRYPTION_KEY',
  'LLM_PROXY__ENCRYPTION_KEYS_OLD',
  'LLM_PROXY__ENCRYPTION_KEY_NEW',
  'LLM_PROXY__ADMIN_PASSWORD',
]);

/** The variables of one provider, derived from its id alone. */
export function providerVariables(id: string) {
  const prefix = `LLM_PROXY__PROVIDERS__${id.toUpperCase()}__`;
  return {
    apiKey: {
      name: `${id.toUpperCase()}_API_KEY`,
      schema: z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'must hold no spaces or line breaks')
        .optional(),
    },
    baseUrl: { name: `${prefix}BASE_URL`, schema: httpUrl.optional() },
    isEnabled: { name: `${prefix}ENABLED`, schema: bool.optional() },
    models: {
      name: `${prefix}MODELS`,
      schema: commaList,
    },
    connectMs: { name: `${prefix}CONNECT_MS`, schema: limit },
    firstByteMs: { name: `${prefix}FIRST_BYTE_MS`, schema: limit },
    idleMs: { name: `${prefix}IDLE_MS`, schema: limit },
    totalMs: { name: `${prefix}TOTAL_MS`, schema: limit },
  };
}
