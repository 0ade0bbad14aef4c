package routes.http;

import java.lang.reflect.InvocationTargetException;
import org.apache.camel.Exchange;

/** Calls the bean that the contract names for an operation (x-bean). */
public final class OperationBeans {
    public ApiAnswer call(Exchange exchange) throws Exception {
        ApiOperation operation = exchange.getProperty(ApiOperation.PROPERTY, ApiOperation.class);
        Object bean = exchange.getContext().getRegistry().lookupByName(operation.bean());
        if (bean == null) {
            throw new IllegalStateException("there is no bean " + operation.bean() + " for " + operation.id());
        }
        try {
            return (ApiAnswer) bean.getClass()
                    .getMethod(operation.call(), ApiRequest.class)
                    .invoke(bean, exchange.getMessage().getBody(ApiRequest.class));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }
}
