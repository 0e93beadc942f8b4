import { Injectable } from '@nestjs/common';

export type Phase = 'starting' | 'ready' | 'draining';

/** Where the process is in its life; load balancers ask for it through /health/ready. */
@Injectable()
export class LifecycleService {
  private current: Phase = 'starting';

  get phase(): Phase {
    return this.current;
  }

  markReady(): void {
    this.current = 'ready';
  }

  markDraining(): void {
    this.current = 'draining';
  }
}
