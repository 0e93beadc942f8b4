// breaks: contracts-imports-nothing
import type { Observable } from 'rxjs';
export type Numbers = Observable<number>;
