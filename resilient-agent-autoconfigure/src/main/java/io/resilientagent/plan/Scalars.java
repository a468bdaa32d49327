package io.resilientagent.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Arguments that are one value, and the text that tells one such value from another of its type. */
final class Scalars {

    /** Their {@code toString} says all that their {@code equals} compares. */
    private static final Set<Class<?>> PLAIN = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            Instant.class,
            Duration.class,
            Period.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            ZoneOffset.class,
            Year.class,
            YearMonth.class,
            MonthDay.class);

    private Scalars() {}

    /** Whether a parameter of this type holds such values; of a number or text, those of the JDK. */
    static boolean isDeclared(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return PLAIN.contains(boxed)
                || CharSequence.class.isAssignableFrom(boxed)
                || boxed == Number.class
                || boxed == Date.class
                || boxed.isEnum()
                || boxed == ZoneId.class;
    }

    /** The type of a value as it is written; null if it is no such value. */
    static @Nullable String type(Object value) {
        if (value instanceof CharSequence) {
            return "text";
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getName();
        }
        if (value instanceof ZoneId && !(value instanceof ZoneOffset)) {
            return ZoneId.class.getName();
        }
        Class<?> type = value.getClass();
        return (PLAIN.contains(type) || type == Date.class) ? type.getName() : null;
    }

    static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return (value instanceof Date date) ? Long.toString(date.getTime()) : value.toString();
    }
}
