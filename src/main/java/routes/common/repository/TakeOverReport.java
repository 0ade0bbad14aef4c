package routes.common.repository;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What was found in a database that VeAIOps wrote.
 *
 * @param kept collections of VeAIOps that the hub neither reads nor changes
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TakeOverReport(List<Read> collections, List<String> kept, List<ToCome> indexesToCome, Users users) {
    public long unreadable() {
        return collections.stream().mapToLong(Read::unreadable).sum();
    }

    /** @param reasons of the first documents that cannot be worked with, with their ids */
    public record Read(String collection, long documents, long unreadable, List<String> reasons) {}

    /**
     * An index that the first start makes.
     *
     * @param contradictions how many of its keys stand in more than one document although it is unique: it cannot be made
     */
    public record ToCome(String index, long contradictions) {}

    public record Users(long all, long active, long supervisors) {}
}
