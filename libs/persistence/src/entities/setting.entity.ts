import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('settings')
export class SettingEntity {
  @PrimaryColumn('varchar') key: string;
  @Column('simple-json') value: unknown;
  @Column('bigint', { transformer: safeInteger }) updatedAt: number;
}
