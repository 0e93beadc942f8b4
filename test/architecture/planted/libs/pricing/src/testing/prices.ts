import '../../../catalog/src/testing/facts';
