// breaks: testing-stays-in-tests
import './testing/prices';
