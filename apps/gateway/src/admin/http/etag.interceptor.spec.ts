import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { lastValueFrom, of, throwError } from 'rxjs';
import { EtagInterceptor } from './etag.interceptor';

const interceptor = new EtagInterceptor();

function pass(answer: CallHandler, headersSent = false): { sent: Record<string, string>; result: Promise<unknown> } {
  const sent: Record<string, string> = {};
  const response = { headersSent, setHeader: (name: string, value: string) => (sent[name] = value) };
  const context = { switchToHttp: () => ({ getResponse: () => response }) } as ExecutionContext;
  return { sent, result: lastValueFrom(interceptor.intercept(context, answer), { defaultValue: undefined }) };
}

describe('EtagInterceptor', () => {
  it('makes an ETag of the version of one object', async () => {
    const answer = { id: 'a', version: 7 };
    const { sent, result } = pass({ handle: () => of(answer) });
    await expect(result).resolves.toBe(answer);
    expect(sent).toEqual({ 'cache-control': 'no-store', etag: '"7"' });
  });

  it.each([[{ items: [{ version: 1 }] }], [undefined], [null], ['text'], [[{ version: 1 }]], [{ version: '1.2.3' }]])(
    'makes none for %j',
    async (answer) => {
      const { sent, result } = pass({ handle: () => of(answer) });
      await expect(result).resolves.toEqual(answer);
      expect(sent).toEqual({ 'cache-control': 'no-store' });
    },
  );

  it('comes too late for an answer that has begun', async () => {
    const { sent, result } = pass({ handle: () => of({ version: 7 }) }, true);
    await result;
    expect(sent).toEqual({ 'cache-control': 'no-store' });
  });

  it('hands failures on', async () => {
    const failure = new Error('no');
    await expect(pass({ handle: () => throwError(() => failure) }).result).rejects.toBe(failure);
  });
});
