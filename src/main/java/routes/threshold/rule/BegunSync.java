package routes.threshold.rule;

import routes.datasource.connect.DataSourceResolver;

/** A sync whose plan is written down, with what is needed to apply it. */
public record BegunSync(SyncRecord record, Ready ready) {
    /**
     * @param open the data source, ready for calls
     * @param known what the plan was made from
     * @param learned what the rules are compared with once they are written
     */
    public record Ready(DataSourceResolver.Open open, RulePlanner.Known known, ReadBack.Learned learned) {}
}
