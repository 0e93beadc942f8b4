import type { RunningGateway } from './bootstrap';
import { LifecycleService } from './health/lifecycle.service';

const IDLE_CHECK_MS = 100;

/**
 * Stops gracefully on SIGTERM or SIGINT: no new connections, open requests may finish within the drain time, then the
 * ledger is flushed and the database closed. A second signal cuts the waiting short; the ledger is still flushed.
 */
export function stopOnSignals({ app, server, config }: RunningGateway): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) {
      server.closeAllConnections();
      return;
    }
    isStopping = true;
    app.get(LifecycleService).markDraining();
    server.closeIdleConnections();
    // A client keeps its connection after its answer; nothing else would let go of it before the drain time is over.
    setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_CHECK_MS).unref();
    setTimeout(() => {
      server.closeAllConnections();
    }, config.server.drainMs).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Shutdown failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
