import { Module } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { KeyCheck } from './key-check.service';
import { KeyRotation } from './key-rotation.service';
import { KeyStatus } from './key-status.service';

/** The encryption key: whoever imports this does not start with a wrong one. */
@Module({
  imports: [PersistenceModule],
  providers: [KeyCheck, KeyRotation, KeyStatus],
  exports: [KeyRotation, KeyStatus],
})
export class KeysModule {}
