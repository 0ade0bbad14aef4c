package routes.http;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import routes.common.security.ActingUser;

/** Calls the bean that the contract names for an operation (x-bean); changes are written down. */
public final class OperationBeans {
    private final Map<String, ApiOperation> readers = new HashMap<>();
    private final Supplier<@Nullable AuditTrail> audit;

    /** @param audit where changes are written down; none where there is no store */
    public OperationBeans(Collection<ApiOperation> operations, Supplier<@Nullable AuditTrail> audit) {
        this.audit = audit;
        operations.stream()
                .filter(one -> one.method().equals("GET") && one.path().endsWith("}"))
                .forEach(one -> readers.put(one.path(), one));
    }

    public ApiAnswer call(Exchange exchange) throws Exception {
        ApiOperation operation = exchange.getProperty(ApiOperation.PROPERTY, ApiOperation.class);
        ApiRequest request = exchange.getMessage().getBody(ApiRequest.class);
        Registry registry = exchange.getContext().getRegistry();
        if (!operation.changes()) {
            return call(registry, operation, request);
        }
        return ActingUser.during(request.user(), () -> change(registry, operation, request));
    }

    private ApiAnswer change(Registry registry, ApiOperation operation, ApiRequest request) throws Exception {
        AuditTrail trail = audit.get();
        if (trail == null) {
            return call(registry, operation, request);
        }
        Optional<ApiOperation> reader = reader(operation.path());
        return trail.change(
                request,
                operation,
                () -> reader.isPresent() ? call(registry, reader.get(), request) : null,
                () -> call(registry, operation, request));
    }

    /** The operation that shows what an operation below its path is about. */
    private Optional<ApiOperation> reader(String path) {
        ApiOperation found = readers.get(path);
        int end = path.lastIndexOf('/');
        return found != null || end <= 0 ? Optional.ofNullable(found) : reader(path.substring(0, end));
    }

    private static ApiAnswer call(Registry registry, ApiOperation operation, ApiRequest request) throws Exception {
        Object bean = registry.lookupByName(operation.bean());
        if (bean == null) {
            throw new IllegalStateException("there is no bean " + operation.bean() + " for " + operation.id());
        }
        try {
            return (ApiAnswer) bean.getClass()
                    .getMethod(operation.call(), ApiRequest.class)
                    .invoke(bean, request);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }
}
