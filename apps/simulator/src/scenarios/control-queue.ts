import type { VendorId } from '../vendor';
import type { Control } from './control';

interface StandingControl {
  readonly vendor?: VendorId;
  readonly control: Control;
  /** Undefined: until cleared. */
  timesLeft?: number;
}

/** Controls set beforehand, for requests that pass through a gateway which forwards no header. */
export class ControlQueue {
  private standing: StandingControl[] = [];

  add(control: Control, vendor?: VendorId, times?: number): void {
    this.standing.push({ control, vendor, timesLeft: times });
  }

  clear(): void {
    this.standing = [];
  }

  /** The oldest control that fits, used up once; nothing where none fits. */
  take(vendor: VendorId): Control {
    const found = this.standing.find((entry) => entry.vendor === undefined || entry.vendor === vendor);
    if (!found) return {};
    if (found.timesLeft !== undefined) {
      found.timesLeft -= 1;
      if (found.timesLeft <= 0) this.standing = this.standing.filter((entry) => entry !== found);
    }
    return found.control;
  }
}
