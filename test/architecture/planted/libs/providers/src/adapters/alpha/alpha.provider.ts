import './borrows-from-beta';
import '../../resilience/breaker';
export const alpha = 1;
