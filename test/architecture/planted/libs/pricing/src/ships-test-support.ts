// breaks: testing-stays-in-tests
import '../../../test/support/start-app';
