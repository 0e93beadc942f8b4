import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '@app/config';
import type { ClientLimits } from '@app/contracts';
import { BuiltInstallation } from '../support/built-installation';
import type { GatewayChild } from '../support/gateway-child';
import { Traffic, type Acknowledged, type Kind } from '../ledger/traffic';
import { startUpstream, type Upstream } from '../ledger/upstream';
import { verdictOf } from '../ledger/verdict';
import type { Findings } from './findings';
import type { Span } from './latency';
import { DRAINED_WITHIN_MS } from './plan';
import { MemoryProbe, PROBED } from './memory-probe';
import { Volume } from './volume';
import { Watch } from './watch';
import { WriteLock } from './write-lock';

const MIX: readonly Kind[] = ['json', 'stream'];
const LOOK_EVERY_MS = 100;

/** An installation with its provider, its clients, and the means to do it harm. Everything is undone by `close`. */
export class Bed {
  readonly installation: BuiltInstallation;
  readonly databaseFile: string;
  readonly journalDir: string;
  private readonly volumes: Volume[] = [];
  private readonly locks: WriteLock[] = [];
  private readonly traffics: Traffic[] = [];
  private child: GatewayChild | undefined;
  private running: { child: GatewayChild; url: string; watch: Watch; probe: MemoryProbe } | undefined;

  private constructor(private readonly upstream: Upstream) {
    this.installation = new BuiltInstallation(upstream);
    this.databaseFile = join(this.installation.dataDir, 'gophergate.db');
    this.journalDir = join(this.installation.folder, 'journal');
  }

  static async open(): Promise<Bed> {
    return new Bed(await startUpstream());
  }

  get watch(): Watch {
    if (!this.running) throw new Error('No gateway runs.');
    return this.running.watch;
  }

  get probe(): MemoryProbe {
    if (!this.running) throw new Error('No gateway runs.');
    return this.running.probe;
  }

  /** What the gateway that was started last has logged. */
  get log(): string {
    return this.child?.log ?? '';
  }

  async serve(environment: Environment = {}): Promise<void> {
    const place = { LLM_PROXY__JOURNAL__DIR: this.journalDir, NODE_OPTIONS: PROBED };
    const { child, url } = await this.installation.serve({ ...place, ...environment });
    this.child = child;
    this.running = { child, url, watch: new Watch(url, child.pid), probe: await MemoryProbe.attach(child) };
  }

  /** Clients of one key, who do not ask yet. */
  async clients(requestsPerSecond: number, name: string, limits: Partial<ClientLimits> = {}): Promise<Traffic> {
    const traffic = new Traffic(requestsPerSecond, await this.installation.createKey(name, limits), MIX);
    this.traffics.push(traffic);
    return traffic;
  }

  /** Clients who begin to ask at once. */
  async ask(requestsPerSecond: number, name: string, limits: Partial<ClientLimits> = {}): Promise<Traffic> {
    const traffic = await this.clients(requestsPerSecond, name, limits);
    this.start(traffic);
    return traffic;
  }

  start(traffic: Traffic): void {
    if (!this.running) throw new Error('No gateway runs.');
    traffic.start(this.running.url);
  }

  async lockDatabase(): Promise<WriteLock> {
    const lock = await WriteLock.take(this.databaseFile);
    this.locks.push(lock);
    return lock;
  }

  mount(folder: string, bytes: number): Volume {
    const volume = Volume.mount(folder, bytes);
    this.volumes.push(volume);
    return volume;
  }

  /** Lets so much time pass. */
  async span(seconds: number): Promise<Span> {
    const fromMs = performance.now();
    await pause(seconds * 1_000);
    return { fromMs, untilMs: performance.now() };
  }

  /** Whether the journal's folder has such a file. */
  has(name: string): boolean {
    return existsSync(join(this.journalDir, name));
  }

  /** Paths of the journal's segments, oldest first. */
  segments(): string[] {
    const slot = join(this.journalDir, '0');
    return readdirSync(slot)
      .filter((name) => name.endsWith('.log'))
      .sort()
      .map((name) => join(slot, name));
  }

  journalBytes(): number {
    return this.segments().reduce((sum, path) => sum + statSync(path).size, 0);
  }

  /** Milliseconds until the ledger has all of these; the limit where it has not by then. */
  async drained(acknowledged: readonly Acknowledged[]): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      const { lost } = await verdictOf({ acknowledged }, this.installation.dataDir);
      const tookMs = performance.now() - startedMs;
      if (lost === 0 || tookMs > DRAINED_WITHIN_MS) return tookMs;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Clients fall silent and get their last answers. */
  async silence(): Promise<void> {
    for (const traffic of this.traffics) traffic.pause();
    await Promise.all(this.traffics.map((traffic) => traffic.settled()));
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (!this.running) return;
    const { child, watch, probe } = this.running;
    watch.stop();
    probe.detach();
    child.signal(signal);
    await child.ended;
    this.running = undefined;
  }

  /** Compares the books of the clients with the ledger, after everything has ended. */
  async audit(findings: Findings, acknowledged: readonly Acknowledged[]): Promise<void> {
    const { rows, lost, doubled, otherCost, rollUpDifference } = await verdictOf(
      { acknowledged },
      this.installation.dataDir,
    );
    findings.note('acknowledged', acknowledged.length);
    findings.note('rows', rows);
    findings.expectZero('lost', lost);
    findings.expectZero('doubled', doubled);
    findings.expectZero('otherCost', otherCost);
    findings.expectZero('rollUpDifference', rollUpDifference);
  }

  async close(): Promise<void> {
    await this.silence();
    await Promise.all(this.locks.map((lock) => lock.release()));
    await this.stop('SIGKILL');
    for (const volume of this.volumes) volume.unmount();
    await this.installation.remove();
    this.upstream.stop();
  }
}
