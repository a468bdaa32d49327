package io.resilientagent.actuate;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The endpoint behind Spring MVC and Spring Security. */
class MvcEndpointTests extends EndpointContract {

    @Override
    WebApplicationType server() {
        return WebApplicationType.SERVLET;
    }

    @Override
    Class<?> rules() {
        return Rules.class;
    }

    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        SecurityFilterChain actuator(HttpSecurity http) throws Exception {
            return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeHttpRequests((requests) -> requests.requestMatchers(
                                    EndpointRequest.to("agentcircuits").withHttpMethod(HttpMethod.GET))
                            .hasAnyRole("VIEWER", "OPERATOR")
                            .requestMatchers(EndpointRequest.to("agentcircuits"))
                            .hasRole("OPERATOR")
                            .anyRequest()
                            .authenticated())
                    .csrf((csrf) -> csrf.ignoringRequestMatchers(EndpointRequest.to("agentcircuits")))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("viewer")
                            .password("{noop}secret")
                            .roles("VIEWER")
                            .build(),
                    User.withUsername("operator")
                            .password("{noop}secret")
                            .roles("OPERATOR")
                            .build());
        }
    }
}
