import { z } from 'zod';
import { SearchFilterQuery } from './search';
import { Id, Instant, pageOf } from './shared';
import { TutorCard } from './tutors';

const Name = z.string().trim().min(1).max(60);

/** As it stood in the address of the search: checked by the same schema, kept as it was written. */
export const SaveSearchBody = z.strictObject({
  name: Name,
  filters: z
    .record(z.string().max(40), z.string().max(1_000))
    .refine((filters) => SearchFilterQuery.safeParse(filters).success, { message: 'is no search' }),
});
export const RenameSearchBody = z.strictObject({ name: Name });
export const SavedSearchView = z
  .object({ id: Id, name: z.string(), filters: z.record(z.string(), z.string()), createdAt: Instant })
  .meta({ id: 'SavedSearch' });
export const SavedSearchList = z
  .object({ items: z.array(SavedSearchView), asOf: Instant })
  .meta({ id: 'SavedSearchList' });
export const FavouritePage = pageOf(TutorCard.extend({ bookable: z.boolean() })).meta({ id: 'FavouritePage' });
