// The other half of the cycle in egg.ts, which is reported once.
import './egg';
