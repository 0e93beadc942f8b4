import { Module, type OnModuleInit } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { KeyCheck } from './key-check.service';
import { KeyRotation } from './key-rotation.service';
import { KeyStatus } from './key-status.service';

/** What is done with the encryption key by itself. */
@Module({
  imports: [PersistenceModule],
  providers: [KeyCheck, KeyRotation, KeyStatus],
  exports: [KeyCheck, KeyRotation, KeyStatus],
})
export class KeysModule {}

/** Whoever imports this does not start with a wrong key. */
@Module({ imports: [KeysModule] })
export class KeyCheckModule implements OnModuleInit {
  constructor(private readonly check: KeyCheck) {}

  /** @throws ConfigError */
  onModuleInit(): Promise<void> {
    return this.check.verify();
  }
}
