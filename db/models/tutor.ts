import { Model, snakeCaseMappers } from 'objection';
import type { CurrencyCode } from '@stoa/domain/currency';
import type { CancellationPreset } from '@stoa/domain/policies';

export class SubjectModel extends Model {
  static override tableName = 'subjects';

  declare id: string;
  declare slug: string;
  declare name: string;
}

export class TutorSubjectModel extends Model {
  static override tableName = 'tutor_subjects';
  static override idColumn = ['tutor_id', 'subject_id'];
  static override columnNameMappers = snakeCaseMappers();

  declare tutorId: string;
  declare subjectId: string;
  declare rateMinor: number | null;
  declare levels: string[];
  declare position: number;
}

export class TutorLanguageModel extends Model {
  static override tableName = 'tutor_languages';
  static override idColumn = ['tutor_id', 'language'];
  static override columnNameMappers = snakeCaseMappers();

  declare tutorId: string;
  declare language: string;
  declare level: string;
  declare position: number;
}

export class WeeklyWindowModel extends Model {
  static override tableName = 'weekly_windows';
  static override columnNameMappers = snakeCaseMappers();

  declare id: string;
  declare tutorId: string;
  declare weekday: number;
  declare startsLocal: string;
  declare endsLocal: string;
}

export class TutorModel extends Model {
  static override tableName = 'tutors';
  static override idColumn = 'person_id';
  static override columnNameMappers = snakeCaseMappers();

  declare personId: string;
  declare headline: string;
  declare description: string;
  declare rateMinor: number;
  declare currency: CurrencyCode;
  declare cancellationPreset: CancellationPreset;
  declare instantBooking: boolean;
  declare durations: number[];
  declare zone: string;
  declare slotStepMinutes: number;
  declare minimumNoticeMinutes: number;
  declare horizonDays: number;
  declare bufferMinutes: number;
  declare maxSessionsPerDay: number | null;
  declare maxMinutesPerWeek: number | null;
  declare approval: string;
  declare payoutsEnabled: boolean;
  declare meetingUrl: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}
