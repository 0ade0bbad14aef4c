package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.repository.Repository;
import routes.datasource.connect.Connect;
import routes.threshold.task.MetricTemplate;

/**
 * The keys of connects, data sources, templates and tasks, and the templates that a new installation has. Failure policy: as
 * {@link SubscriptionIndexes}.
 */
public final class DataSourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(DataSourceIndexes.class);
    private static final IndexOptions UNIQUE = new IndexOptions().unique(true);
    private static final IndexOptions UNIQUE_IF_PRESENT =
            new IndexOptions().unique(true).sparse(true);

    private final MongoDatabase database;
    private final Clock clock;
    private boolean done;

    public DataSourceIndexes(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes what is missing. Cheap once it succeeded; never throws for what the store answers. */
    public synchronized void ensure() {
        if (done) {
            return;
        }
        try {
            index(Connect.COLLECTION, UNIQUE, "name");
            index(CollectionNames.DATA_SOURCE, UNIQUE, "name");
            index(CollectionNames.DATA_SOURCE, new IndexOptions(), "connect");
            index(CollectionNames.METRIC_TEMPLATE, UNIQUE, "name", "metric_type");
            index(CollectionNames.TASK, UNIQUE, "task_name");
            index(CollectionNames.TASK, UNIQUE, "datasource_id");
            index(CollectionNames.TASK_VERSION, UNIQUE, "task_id", "version");
            index(CollectionNames.TASK_VERSION, UNIQUE_IF_PRESENT, "turn_key");
            index(CollectionNames.TASK_SLOT, new IndexOptions(), "version_id");
            index(CollectionNames.TASK_RESULT, new IndexOptions(), "version_id");
            index(CollectionNames.RULE, new IndexOptions(), "datasource_id");
            index(CollectionNames.SYNC_RECORD, new IndexOptions(), "task_id", "task_version_id", "created_at");
            index(CollectionNames.SYNC_RECORD, UNIQUE_IF_PRESENT, "open_task");
            index(CollectionNames.REFRESH_RECORD, UNIQUE_IF_PRESENT, MongoRefreshes.OPEN);
            index(CollectionNames.REFRESH_RECORD, UNIQUE_IF_PRESENT, MongoRefreshes.TICK);
            seed();
            done = true;
        } catch (MongoException e) {
            LOG.warn("keys of data sources and tasks are not made yet: {}", e.getMessage());
        }
    }

    private void index(String collection, IndexOptions options, String... fields) {
        try {
            database.getCollection(collection).createIndex(Indexes.ascending(fields), options);
        } catch (MongoCommandException e) {
            LOG.warn("the stored data of {} contradict a unique key: {}", collection, e.getErrorMessage());
        }
    }

    private void seed() {
        if (database.getCollection(CollectionNames.METRIC_TEMPLATE).estimatedDocumentCount() == 0) {
            Repository<ObjectNode> templates = ConfigurationStore.metricTemplates(database);
            MetricTemplate.seeds()
                    .forEach(template -> templates.insert(MetricTemplate.fresh(template, clock.instant())));
        }
    }
}
