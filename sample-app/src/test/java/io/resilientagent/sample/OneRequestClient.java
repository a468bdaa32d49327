package io.resilientagent.sample;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Sends each request once. The client that would be chosen otherwise sends a request anew that was answered with 503. */
@TestConfiguration(proxyBeanMethods = false)
class OneRequestClient {

    @Bean
    @Lazy // the port is known once the server runs
    RestTestClient restTestClient(ApplicationContext context) {
        return RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                .uriBuilderFactory(LocalTestWebServer.obtain(context).uriBuilderFactory())
                .build();
    }
}
