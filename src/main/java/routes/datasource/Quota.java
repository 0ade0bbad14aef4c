package routes.datasource;

/**
 * How much a platform takes of one concurrency group.
 *
 * @param perSecond calls a second, of all copies of this application together
 * @param parallel calls at the same time, of this copy
 */
public record Quota(int perSecond, int parallel) {
    public Quota {
        if (perSecond < 1 || parallel < 1) {
            throw new IllegalArgumentException("a quota lets something through: " + perSecond + "/s, " + parallel);
        }
    }
}
