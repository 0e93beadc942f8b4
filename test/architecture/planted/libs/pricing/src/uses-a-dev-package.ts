// breaks: no-dev-packages-shipped
import 'supertest';
