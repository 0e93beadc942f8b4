import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { LiveSettings } from '@app/config';

/** Lets the log follow its setting while the gateway runs. */
@Injectable()
export class LogLevel implements OnApplicationBootstrap {
  constructor(private readonly settings: LiveSettings) {}

  onApplicationBootstrap(): void {
    this.settings.watch(({ logLevel }) => {
      PinoLogger.root.level = logLevel;
    });
  }
}
