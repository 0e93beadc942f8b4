import '../../resilience/breaker';
export const alpha = 1;
