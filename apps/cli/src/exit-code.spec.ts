import { InvalidRequestError, TemporarilyUnavailableError } from '@app/common';
import { ConfigError } from '@app/config';
import { InvalidDocumentError } from '@app/gateway';
import { DatabaseUnavailableError, DuplicateNameError } from '@app/persistence';
import { ExitCode, reportFailure } from './exit-code';

describe('reportFailure', () => {
  let written: jest.SpyInstance;
  let exitCode: typeof process.exitCode;
  beforeEach(() => {
    exitCode = process.exitCode;
    written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  /** The exit code and the words for a failure. */
  const report = (error: unknown): { code: typeof process.exitCode; text: string } => {
    reportFailure(error);
    return { code: process.exitCode, text: written.mock.calls.map(([text]) => String(text)).join('') };
  };

  it.each<[string, unknown, number]>([
    ['a wrong configuration', new ConfigError(['PORT must be a number']), ExitCode.configuration],
    ['a file that is no good', new InvalidDocumentError(['a.yaml:3: no']), ExitCode.configuration],
    ['a database that is away', new DatabaseUnavailableError('locked'), ExitCode.unreachable],
    ['anything that is away', new TemporarilyUnavailableError('It', 'away'), ExitCode.unreachable],
    ['a name that is taken', new DuplicateNameError('client', 'a'), ExitCode.failed],
    ['a value that makes no sense', new InvalidRequestError('no'), ExitCode.usage],
    ['a bug', new TypeError('a bug'), ExitCode.failed],
    ['no error at all', 'text', ExitCode.failed],
    ['nothing', undefined, ExitCode.failed],
  ])('ends %s with its code', (_, error, code) => {
    expect(report(error).code).toBe(code);
  });

  it('says what is known in one sentence, without a stack', () => {
    expect(report(new DuplicateNameError('client', 'a')).text).toBe(
      'A client named "a" exists already; choose another name.\n',
    );
  });

  it('names every problem of the configuration', () => {
    expect(report(new ConfigError(['one', 'two'])).text).toBe('The configuration has 2 problems:\n  - one\n  - two\n');
  });

  it('shows where a bug is', () => {
    expect(report(new TypeError('a bug')).text).toMatch(/^TypeError: a bug\n\s+at .*exit-code\.spec/);
  });

  it('shows whatever else was thrown', () => {
    expect(report('text').text).toBe('text\n');
  });
});

describe('ExitCode', () => {
  it('keeps the numbers that scripts rely on', () => {
    expect(ExitCode).toEqual({
      ...{ ok: 0, failed: 1, usage: 2, configuration: 3, unreachable: 4, notPermitted: 5 },
      interrupted: 130,
    });
  });
});
