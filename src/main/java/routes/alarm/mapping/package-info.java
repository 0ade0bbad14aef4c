/**
 * Alarm sources without Java: jq programs split a body into items and turn each item into the Alarm shape
 * ({@code schemas/mapped-alarm.schema.json}). The programs stand in the mapping file of their source
 * ({@code mappings/<source>/source.yaml}, docs/development-sources.md); jq is jackson-jq, dialect 1.7.
 */
@NullMarked
package routes.alarm.mapping;

import org.jspecify.annotations.NullMarked;
