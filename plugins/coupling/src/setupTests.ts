import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are drawn here, on machines that may have more to do; waiting longer makes no test weaker.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(40_000);
