import { Module } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { KeyCheck } from './key-check.service';

/** The encryption key: whoever imports this does not start with a wrong one. */
@Module({ imports: [PersistenceModule], providers: [KeyCheck] })
export class KeysModule {}
