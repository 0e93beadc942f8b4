// breaks: no-dev-packages-shipped
import 'openai';
