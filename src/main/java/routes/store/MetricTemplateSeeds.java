package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import routes.common.repository.Repository;
import routes.threshold.task.MetricTemplate;

/** The metric templates that an empty collection begins with. */
public final class MetricTemplateSeeds {
    private final MongoDatabase database;
    private final Clock clock;
    private boolean done;

    public MetricTemplateSeeds(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Called until it succeeds; the store may be away at the start. */
    public synchronized void ensure() {
        if (!done && database.getCollection(CollectionNames.METRIC_TEMPLATE).estimatedDocumentCount() == 0) {
            Repository<ObjectNode> templates = ConfigurationStore.metricTemplates(database);
            MetricTemplate.seeds()
                    .forEach(template -> templates.insert(MetricTemplate.fresh(template, clock.instant())));
        }
        done = true;
    }
}
