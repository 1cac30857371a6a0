import type { CurrencyCode } from '@stoa/domain/currency';
import { Model, snakeCaseMappers } from 'objection';

/** Columns of `people` in camel case; the query that asks gives the connection. */
export class PersonModel extends Model {
  static override tableName = 'people';
  static override columnNameMappers = snakeCaseMappers();

  declare id: string;
  declare email: string;
  declare passwordHash: string | null;
  declare displayName: string;
  declare zone: string;
  declare locale: string;
  declare country: string | null;
  declare avatarUrl: string | null;
  declare createdAt: Date;
  declare disabledAt: Date | null;
  declare emailVerifiedAt: Date | null;
  declare currency: CurrencyCode;
  declare accountVersion: number;
  declare deletedAt: Date | null;
  declare roles?: PersonRoleModel[];

  static override get relationMappings() {
    return {
      roles: {
        relation: Model.HasManyRelation,
        modelClass: PersonRoleModel,
        join: { from: 'people.id', to: 'person_roles.person_id' },
      },
    };
  }
}

export class PersonRoleModel extends Model {
  static override tableName = 'person_roles';
  static override idColumn = ['person_id', 'role'];
  static override columnNameMappers = snakeCaseMappers();

  declare personId: string;
  declare role: 'student' | 'tutor' | 'support' | 'admin' | 'owner';
  declare grantedAt: Date;
  declare grantedBy: string | null;
}
