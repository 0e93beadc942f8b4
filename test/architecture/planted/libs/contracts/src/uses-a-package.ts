// breaks: contracts-imports-nothing
import 'rxjs';
