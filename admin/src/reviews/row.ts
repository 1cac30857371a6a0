import type { StaffReviewView } from '@stoa/contracts/http/reviews';
import type { z } from 'zod';

export type ReviewRow = z.output<typeof StaffReviewView>;
