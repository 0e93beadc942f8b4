import { randomUUID } from 'node:crypto';
import { LiveFeed } from '@app/telemetry';
import type { RequestEndedEvent } from '@app/contracts';
import { startSimulator, type Simulator } from '../../../apps/simulator/src/simulator.server';
import { TestGateway } from '../../support/test-gateway';

const TICK_MS = 20;
const MODELS = ['gpt-5.4-nano', 'gemini-3.5-flash', 'deepseek-v4-flash'];

/** A gateway in this process, whose live feed tells of requests that nobody sends: as many as wanted, and nothing else is measured. */
export class LiveBed {
  private timer: ReturnType<typeof setInterval> | undefined;
  private count = 0;

  private constructor(
    private readonly simulator: Simulator,
    private readonly gateway: TestGateway,
  ) {}

  static async start(): Promise<LiveBed> {
    const simulator = await startSimulator();
    return new LiveBed(simulator, await TestGateway.start({ simulator }));
  }

  get url(): string {
    return this.gateway.url;
  }

  flow(rowsPerSecond: number): void {
    const feed = this.gateway.get(LiveFeed);
    const began = performance.now();
    const before = this.count;
    this.timer = setInterval(() => {
      const due = before + Math.floor(((performance.now() - began) * rowsPerSecond) / 1_000);
      for (; this.count < due; this.count += 1) feed.publish(endedEvent(this.count));
    }, TICK_MS);
  }

  pause(): void {
    clearInterval(this.timer);
  }

  async stop(): Promise<void> {
    this.pause();
    await this.gateway.stop();
    await this.simulator.close();
  }
}

function endedEvent(number: number): RequestEndedEvent {
  const now = Date.now();
  const model = MODELS[number % MODELS.length] ?? '';
  return {
    type: 'request_ended',
    at: now,
    startedAt: now - 850,
    requestId: randomUUID(),
    clientId: `client ${number % 7}`,
    clientName: `client ${number % 7}`,
    endpoint: '/v1/chat/completions',
    askedModel: 'dispatcher',
    isStream: number % 2 === 0,
    route: `dispatcher>${model}`,
    groupName: 'dispatcher',
    providerId: 'openai',
    sentModel: model,
    servedModel: model,
    attempts: 1,
    status: 200,
    outcome: 'completed',
    errorCode: null,
    ttftMs: 120,
    durationMs: 850,
    promptTokens: 400,
    completionTokens: 90,
    reasoningTokens: null,
    costNanoUsd: 123_456,
    costState: 'priced',
  };
}
