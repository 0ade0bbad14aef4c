// Shows the contract. Tokens that people type stay in this page.
SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', docExpansion: 'none', deepLinking: true, validatorUrl: null });
