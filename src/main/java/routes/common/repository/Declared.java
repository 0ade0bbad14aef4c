package routes.common.repository;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record declares: a text, list or map that is not {@link Nullable} is empty when it is missing. */
final class Declared extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated property) {
        return property instanceof AnnotatedParameter parameter && emptyWhenMissing(parameter)
                ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                : JsonSetter.Value.empty();
    }

    private static boolean emptyWhenMissing(AnnotatedParameter parameter) {
        Class<?> type = parameter.getRawType();
        boolean canBeEmpty =
                type == String.class || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        Member owner = parameter.getOwner().getMember();
        return canBeEmpty
                && owner instanceof Executable creator
                && !creator.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
