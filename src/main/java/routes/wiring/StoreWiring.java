package routes.wiring;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import org.bson.codecs.configuration.CodecRegistries;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoEventLedger;
import routes.store.MongoFailingTargets;
import routes.store.MongoLastSent;
import routes.store.MongoNoticeStore;
import routes.store.MongoRobotStops;
import routes.store.MongoSendLog;
import routes.store.MongoSpool;
import routes.store.PlainDocumentCodec;
import routes.store.StoreIndexes;

/** The client of the store and what the pipeline keeps in it. */
@Configuration
public class StoreWiring {
    private static final String DEFAULT_DATABASE = "veaiops";

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public MongoClient mongoClient(@PropertyInject("veaiops.mongodb.uri") String uri) {
        return MongoClients.create(mongoSettings(uri));
    }

    /** What the URI says of hosts, TLS and credentials stays; of write concern, reads, times and the pool we say it. */
    static MongoClientSettings mongoSettings(String uri) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("veaiops-camel")
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(PlainDocumentCodec.provider()),
                        MongoClientSettings.getDefaultCodecRegistry()))
                .writeConcern(WriteConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(64).maxWaitTime(2, TimeUnit.SECONDS))
                .build();
    }

    @BindToRegistry(lazy = true)
    public MongoDatabase mongoDatabase(MongoClient mongoClient, @PropertyInject("veaiops.mongodb.uri") String uri) {
        return mongoClient.getDatabase(
                Optional.ofNullable(new ConnectionString(uri).getDatabase()).orElse(DEFAULT_DATABASE));
    }

    @BindToRegistry(lazy = true)
    public MongoEventLedger eventLedger(MongoDatabase mongoDatabase) {
        return new MongoEventLedger(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoNoticeStore noticeStore(
            MongoDatabase mongoDatabase, @PropertyInject("veaiops.notices.bell-grace-millis") long grace) {
        return new MongoNoticeStore(mongoDatabase, Duration.ofMillis(grace));
    }

    @BindToRegistry(lazy = true)
    public MongoDeliveryStatuses deliveryStatuses(MongoDatabase mongoDatabase) {
        return new MongoDeliveryStatuses(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoLastSent lastSent(MongoDatabase mongoDatabase) {
        return new MongoLastSent(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoSendLog sendLog(
            MongoDatabase mongoDatabase, @PropertyInject("veaiops.notices.lease-millis") long lease) {
        return new MongoSendLog(mongoDatabase, Duration.ofMillis(lease));
    }

    @BindToRegistry(lazy = true)
    public MongoFailingTargets failingTargets(MongoDatabase mongoDatabase) {
        return new MongoFailingTargets(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoRobotStops robotStops(MongoDatabase mongoDatabase) {
        return new MongoRobotStops(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoSpool alarmSpool(MongoDatabase mongoDatabase) {
        return new MongoSpool(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public StoreIndexes storeIndexes(MongoDatabase mongoDatabase) {
        return new StoreIndexes(mongoDatabase);
    }
}
