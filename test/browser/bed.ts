import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';

export interface BedOptions {
  /** Of the login `admin`; undefined: the default one, which has to be changed. */
  readonly adminPassword?: string | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built gateway with simulated providers, for one browser. */
export class BrowserBed {
  private constructor(
    readonly simulator: Simulator,
    readonly installation: BuiltInstallation,
    readonly url: string,
  ) {}

  static async start({ adminPassword, environment = {} }: BedOptions = {}): Promise<BrowserBed> {
    const simulator = await startSimulator();
    const installation = new BuiltInstallation(simulator);
    const { url } = await installation.serve({
      ...(adminPassword !== undefined && { LLM_PROXY__ADMIN_PASSWORD: adminPassword }),
      ...environment,
    });
    return new BrowserBed(simulator, installation, url);
  }

  async stop(): Promise<void> {
    await this.installation.remove();
    await this.simulator.close();
  }
}
