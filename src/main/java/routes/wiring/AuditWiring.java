package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.account.AuditApi;
import routes.http.AuditTrail;
import routes.http.Contract;
import routes.steps.housekeeping.AuditPublication;
import routes.store.MongoAuditLog;

/** The audit: where it is written, published and shown. */
public class AuditWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoAuditLog auditLog(MongoDatabase mongoDatabase) {
        return new MongoAuditLog(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public AuditTrail auditTrail(
            MongoAuditLog auditLog,
            Clock clock,
            @PropertyInject("veaiops.audit.refusals-per-minute") int refusalsPerMinute) {
        return new AuditTrail(auditLog, Contract.shipped().secretNames(), refusalsPerMinute, clock);
    }

    @BindToRegistry(lazy = true)
    public AuditApi auditApi(MongoAuditLog auditLog) {
        return new AuditApi(auditLog);
    }

    @BindToRegistry(lazy = true)
    public AuditPublication auditPublication(
            MongoAuditLog auditLog,
            Clock clock,
            @PropertyInject("veaiops.audit.publish-batch") int batch,
            @PropertyInject("veaiops.audit.abandoned-seconds") long abandoned) {
        return new AuditPublication(auditLog, batch, Duration.ofSeconds(abandoned), clock);
    }
}
